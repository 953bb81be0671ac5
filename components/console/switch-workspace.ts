const YEAR_SECONDS = 31_536_000;

/** Shows another workspace. Every cached answer belongs to the one that was shown, so the console starts anew. */
export function switchWorkspace(workspaceId: string): void {
  document.cookie = `sluice-workspace=${encodeURIComponent(workspaceId)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  window.location.replace('/apis');
}
