/** What somebody types, once they pause: a search is not asked for at every letter. */
export function useDebounced(value: () => string, milliseconds = 300) {
  let settled = $state(value());
  $effect(() => {
    const next = value();
    // an emptied field answers at once
    const timer = setTimeout(() => (settled = next), next ? milliseconds : 0);
    return () => clearTimeout(timer);
  });
  return {
    get current(): string {
      return settled;
    },
  };
}
