/** Goes to an element of the page, and puts the focus there for those who hear it. */
function goTo(id: string): void {
  const target = document.getElementById(id);
  if (!target) return;
  target.scrollIntoView();
  if (!target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
  target.focus({ preventScroll: true });
}

/**
 * The router listens on the window and takes every click on a link, also one that asks for a new tab or that a screen has
 * dealt with; and a change of the address's hash makes it scroll to the top. This comes one step before it.
 */
export function mindLinks(): void {
  document.addEventListener('click', (event) => {
    const modified = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || modified) {
      event.stopPropagation();
      return;
    }
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (!link) return;
    event.preventDefault();
    goTo(link.getAttribute('href')?.slice(1) ?? '');
  });
}
