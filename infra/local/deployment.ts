/** BucketDeployment: copies an asset folder into its bucket; what has not changed since the last start is left alone. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join, matchesGlob } from 'node:path';
import type { LocalS3 } from './s3.ts';
import type { Resource, Template } from './template.ts';

interface Properties {
  SourceObjectKeys: string[];
  DestinationBucketName: string;
  SystemMetadata?: Record<string, string>;
  Exclude?: string[];
  Include?: string[];
}

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Runs the deployments of the template whose files or settings have changed. */
export async function deploySites(template: Template, s3: LocalS3, dataDir: string): Promise<void> {
  const file = join(dataDir, 'deployments.json');
  const done = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  for (const one of template.of<Properties>('Custom::CDKBucketDeployment')) {
    const state = JSON.stringify(one.properties);
    if (done[one.logicalId] === state) continue;
    await deploy(template, s3, one);
    done[one.logicalId] = state;
    writeFileSync(file, JSON.stringify(done));
  }
}

async function deploy(template: Template, s3: LocalS3, { properties }: Resource<Properties>): Promise<void> {
  const { SourceObjectKeys, DestinationBucketName, SystemMetadata, Exclude = [], Include = [] } = properties;
  const left = (path: string) => Exclude.some((glob) => fits(path, glob)) && !Include.some((glob) => fits(path, glob));
  for (const dir of SourceObjectKeys.map((key) => template.asset(key))) {
    for (const path of filesOf(dir).filter((one) => !left(one))) {
      const headers = { 'content-type': types[extname(path)] ?? 'application/octet-stream', ...SystemMetadata };
      await s3.put(DestinationBucketName, path, join(dir, path), headers);
    }
  }
}

/** As `aws s3 sync` reads patterns: a star also crosses folders. */
function fits(path: string, glob: string): boolean {
  return matchesGlob(path.replaceAll('/', '|'), glob.replaceAll('/', '|'));
}

function filesOf(dir: string): string[] {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return entries.map((one) =>
    join(one.parentPath, one.name)
      .slice(dir.length + 1)
      .replaceAll('\\', '/'),
  );
}
