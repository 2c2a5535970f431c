/** Hands bytes to the browser as a download. */
export function saveFile(name: string, type: string, bytes: ArrayBuffer): void {
  const href = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
  // The download holds on to it from here on.
  setTimeout(() => {
    URL.revokeObjectURL(href);
  }, 10_000);
}
