/** Where an arrow key leads in a grid of so many columns; undefined for other keys, and beyond its ends. Pure. */
export function gridStep(key: string, at: number, columns: number, count: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    Home: 0,
    End: count - 1,
  };
  const to = steps[key];
  return to !== undefined && to >= 0 && to < count ? to : undefined;
}
