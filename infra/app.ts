/** The CDK app: the one description of the system. The cloud deploys it, the local cloud runs the same template. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, DefaultStackSynthesizer, Validations } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundleFunctions, functionsDir } from './bundle.ts';
import { entries } from './constructs/entries.ts';
import { missingForCloud } from './native-packages.ts';
import { AppStack } from './stacks/app.ts';
import { DataStack } from './stacks/data.ts';
import { MonitoringStack } from './stacks/monitoring.ts';
import { SiteStack } from './stacks/site.ts';

export interface BuildOptions {
  /** holds `<name>/index.mjs` for every function */
  functionsDir: string;
  /** the built site */
  webDir: string;
  /** where the cloud assembly goes */
  outdir: string;
  /** checks the AwsSolutions rules of cdk-nag; `synth()` then throws on a finding nobody acknowledged */
  nag?: boolean;
}

/** Builds the stacks; `synth()` on the answer writes the cloud assembly. */
export function buildApp(options: BuildOptions): App {
  checkFunctions(options.functionsDir);
  const app = new App({
    outdir: options.outdir,
    analyticsReporting: false,
    treeMetadata: false,
    context,
    // the assembly’s manifest asks for a bootstrapped account already; a rule in each template would only repeat it
    defaultStackSynthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  });
  const data = new DataStack(app, 'KursData', { description: 'Kurs: table, buckets, accounts, secrets (kept)' });
  const api = new AppStack(app, 'KursApp', {
    description: 'Kurs: functions, API, events',
    data,
    functionsDir: options.functionsDir,
  });
  new SiteStack(app, 'KursSite', {
    description: 'Kurs: CloudFront and the site',
    data,
    app: api,
    webDir: options.webDir,
  });
  new MonitoringStack(app, 'KursMonitoring', { description: 'Kurs: alarms and dashboard', data, app: api });
  if (options.nag) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

/** Here and not in cdk.json, so that the command line and the local cloud get the same template. */
const context = {
  ...recommendedFlags,
  // exports and imports: a deployment that would pull something away from a running stack is refused
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  // the local cloud calls things by the ids of their constructs
  'aws:cdk:enable-path-metadata': true,
};

function checkFunctions(dir: string): void {
  const missing = entries.map(({ name }) => name).filter((name) => !existsSync(join(dir, name, 'index.mjs')));
  if (missing.length)
    throw new Error(`No bundle of ${missing.join(', ')} in ${dir}: run "npm run build:functions" first.`);
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const webDir = join(root, 'web/dist');
  if (!existsSync(join(webDir, 'index.html'))) {
    console.error('There is no built site in web/dist: run "npm run build:web" first.');
    process.exit(1);
  }
  const missing = missingForCloud();
  if (missing) {
    console.error(missing);
    process.exit(1);
  }
  await bundleFunctions({ outDir: functionsDir });
  buildApp({ functionsDir, webDir, outdir: process.env.CDK_OUTDIR ?? join(root, 'cdk.out'), nag: true }).synth();
}
