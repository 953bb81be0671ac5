/** Saves what an address of this site gives; the server names the file unless `fileName` does. */
export function downloadFrom(href: string, fileName = ''): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = fileName;
  link.click();
}

/** Saves a text that the page already has. */
export function downloadText(text: string, fileName: string, contentType: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: contentType }));
  downloadFrom(href, fileName);
  URL.revokeObjectURL(href);
}
