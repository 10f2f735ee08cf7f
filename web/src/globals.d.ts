/// <reference types="svelte" />
/// <reference types="vite/client" />

/** Words of a language in parts, see `vite-words.ts`. */
declare module '*?words=core' {
  const words: Record<string, string>;
  export default words;
}
declare module '*?words=office' {
  const words: Record<string, string>;
  export default words;
}

declare module '*?words=study' {
  const words: Record<string, string>;
  export default words;
}

declare module '*?words=attempt' {
  const words: Record<string, string>;
  export default words;
}

declare module '*?words=player' {
  const words: Record<string, string>;
  export default words;
}
declare module '*?words=asking' {
  const words: Record<string, string>;
  export default words;
}

declare module '*?words=account' {
  const words: Record<string, string>;
  export default words;
}

/** Set while the service worker is built (see `vite-sw.ts`): paths of all hashed files, and their hash. */
declare const __ASSETS__: readonly string[];
declare const __VERSION__: string;
