/** Read by Vite's plug-in and by svelte-check: runes are the only reactive system here. */
export default { compilerOptions: { runes: true } };
