/** The two array methods our libraries use that Chrome 90, Safari 15.4 or Firefox 90 lack. First import of the app. */
function add(name: string, value: unknown): void {
  if (!(name in Array.prototype))
    Object.defineProperty(Array.prototype, name, { value, writable: true, configurable: true });
}

add('at', function at<Item>(this: Item[], index: number): Item | undefined {
  return this[index < 0 ? this.length + index : index];
});
add('toSorted', function toSorted<Item>(this: Item[], compare?: (a: Item, b: Item) => number): Item[] {
  return [...this].sort(compare);
});
