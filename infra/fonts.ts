/** Fonts that a function draws with: laid beside the one bundle that does, as files. Each statement takes along only the letters it shows. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bundle = 'statements-api';
const from = fileURLToPath(new URL('../node_modules/@expo-google-fonts/noto-serif/', import.meta.url));

/** By the names under which the function reads them. Noto Serif has every letter of our four languages. */
export const fontFiles = {
  'regular.ttf': join(from, '400Regular/NotoSerif_400Regular.ttf'),
  'bold.ttf': join(from, '600SemiBold/NotoSerif_600SemiBold.ttf'),
};

export function layFonts(outDir: string): void {
  const to = join(outDir, bundle, 'fonts');
  mkdirSync(to, { recursive: true });
  for (const [name, file] of Object.entries(fontFiles)) copyFileSync(file, join(to, name));
}
