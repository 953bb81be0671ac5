'use client';

import { useEffect } from 'react';

/** What lies over the page: its focus is never the one to come back to. */
const FLOATING = '[role="dialog"], [role="alertdialog"], [data-radix-popper-content-wrapper]';

let lastOnPage: HTMLElement | null = null;

function remember(event: FocusEvent) {
  if (event.target instanceof HTMLElement && !event.target.closest(FLOATING)) lastOnPage = event.target;
}

/** Once at the root: remembers which element of the page had the focus last. */
export function usePageFocus(): void {
  useEffect(() => {
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
}

/**
 * For `onCloseAutoFocus` of whatever floats: the focus goes back to the element of the page that had it, to the main
 * landmark when that element is gone, and stays where it is when someone has already moved it to the page.
 */
export function returnFocus(event: Event): void {
  event.preventDefault();
  if (document.activeElement && document.activeElement !== document.body) return;
  const target = lastOnPage?.isConnected ? lastOnPage : document.querySelector<HTMLElement>('main');
  target?.focus({ preventScroll: true });
}

/** For `onOpenAutoFocus`: the first field of a form takes the focus, rather than the button that closes it. */
export function focusFirstField(event: Event): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector<HTMLElement>(
    'input:not([type="hidden"]):not(:disabled), textarea:not(:disabled), [role="combobox"]:not(:disabled)',
  );
  if (!field) return;
  event.preventDefault();
  field.focus();
}
