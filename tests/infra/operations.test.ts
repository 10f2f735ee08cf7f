import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { App, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { bundleFunctions, type Bundled } from '../../infra/bundle.ts';
import { entries } from '../../infra/constructs/entries.ts';
import { missingForCloud } from '../../infra/native-packages.ts';
import { all, functions, lookups, resources, stubInputs, synthesize, templates } from './cloud.ts';

const runbook = readFileSync(new URL('../../infra/runbook.md', import.meta.url), 'utf8');

describe('alarms', () => {
  const alarms = all('AWS::CloudWatch::Alarm');

  it.each(alarms)('$name wakes somebody and says why', ({ properties }) => {
    expect(properties.AlarmActions).toEqual(['alarms']);
    expect(properties.AlarmDescription.length).toBeGreaterThan(40);
    expect(properties.TreatMissingData).toBe('notBreaching');
  });
  it.each(alarms)('$name has its entry in the runbook', ({ name, properties }) => {
    const entry = /Runbook: (\S+)$/.exec(properties.AlarmDescription)?.[1] ?? '';
    expect(runbook).toContain(`\n### ${entry}\n`);
    expect(name).toMatch(new RegExp(`^${entry.replace(/FUNCTION|ROOM/, '.+')}$`));
  });
  it('watch every function, every queue and every dead-letter queue', () => {
    const metrics = alarms.map(({ properties }) => properties.Metrics?.[0].MetricStat?.Metric ?? properties);
    const watched = metrics.map(({ MetricName, Dimensions }) => JSON.stringify([MetricName, Dimensions]));
    for (const { name } of functions)
      expect(watched).toContain(JSON.stringify(['Errors', [{ Name: 'FunctionName', Value: name }]]));
    for (const { name } of all('AWS::SQS::Queue')) {
      const metric = name.endsWith('dead-letters')
        ? 'ApproximateNumberOfMessagesVisible'
        : 'ApproximateAgeOfOldestMessage';
      expect(watched).toContain(JSON.stringify([metric, [{ Name: 'QueueName', Value: `${name}.QueueName` }]]));
    }
    expect(watched).toContain(JSON.stringify(['ExecutionFailed', [{ Name: 'PipeName', Value: 'pipe' }]]));
  });
  it('watch throttles of all functions together, failures of the API and a hot table', () => {
    const metrics = (name: string) => JSON.stringify(alarms.find((alarm) => alarm.name === name)?.properties.Metrics);
    // without dimensions: of the whole account, whose concurrency they share
    expect(metrics('throttles')).toContain('"Metric":{"MetricName":"Throttles","Namespace":"AWS/Lambda"}');
    expect(metrics('api-failures')).toContain('5xx');
    expect(metrics('table-throttles')).toContain('ThrottledRequests');
  });
});

describe('logs', () => {
  it.each(functions)('of $name have a group of their own', ({ name, properties }) => {
    expect(properties.LoggingConfig.LogGroup).toBe(`${name}-log`);
  });
  it.each(all('AWS::Logs::LogGroup'))('$name is kept for three months', ({ properties }) => {
    expect(properties.RetentionInDays).toBe(90);
  });
});

describe('functions', () => {
  it.each(functions)('$name runs the current Node', ({ name, properties }) => {
    // the binaries of the image library are those for x86_64
    const pictures = name === 'media-events' ? { Architectures: ['x86_64'], MemorySize: 2048 } : {};
    expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Handler: 'index.handler' });
    expect(properties).toMatchObject({
      Architectures: ['arm64'],
      ...(name.endsWith('-events') ? { MemorySize: 1024, Timeout: 300 } : { MemorySize: 512, Timeout: 29 }),
      ...pictures,
    });
  });
});

describe('the templates', () => {
  it('ask no account anything, and are far from the limit of 500 resources', () => {
    expect(lookups).toEqual([]);
    for (const stack of new Set(resources.map((one) => one.stack)))
      expect(resources.filter((one) => one.stack === stack).length).toBeLessThan(450);
  });
  it('come out the same wherever and whenever they are made', () => {
    expect(synthesize().templates).toEqual(templates);
  }, 60_000);
  it('need no custom resource but the one that copies the site', () => {
    const custom = resources.filter(
      ({ type }) => type.startsWith('Custom::') || type.startsWith('AWS::CloudFormation::'),
    );
    expect([...new Set(custom.map(({ type }) => type))]).toEqual(['Custom::CDKBucketDeployment']);
  });
});

describe('built from the real sources', () => {
  const dir = mkdtempSync(join(tmpdir(), 'kurs-bundles-'));
  const built = (name: string) => readFileSync(join(dir, name, 'index.mjs'));
  let functionsBuilt: Bundled[];
  let app: App;

  beforeAll(async () => {
    functionsBuilt = (await bundleFunctions({ outDir: dir })).functions;
    const inputs = stubInputs();
    app = buildApp({ ...inputs, functionsDir: dir });
    app.synth();
    inputs.remove();
  }, 60_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('every function is there and small', () => {
    expect(functionsBuilt.map(({ name }) => name).sort()).toEqual(entries.map(({ name }) => name).sort());
    for (const { name, bytes } of functionsBuilt) expect(bytes, name).toBeLessThan(1_200_000);
  });
  it('the same sources give the same bytes, so that an unchanged function is not deployed again', async () => {
    const before = entries.map(({ name }) => built(name));
    await bundleFunctions({ outDir: dir });
    for (const [index, { name }] of entries.entries()) expect(built(name).equals(before[index]!), name).toBe(true);
  }, 60_000);
  it('the image library lies beside the one function that uses it, with the binaries of its processor', () => {
    for (const { name } of entries)
      expect(existsSync(join(dir, name, 'node_modules/sharp')), name).toBe(name === 'media-events');
    const importing = entries.filter(({ name }) => /from\s*"sharp"/.test(built(name).toString()));
    expect(importing.map(({ name }) => name)).toEqual(['media-events']);
    const binaries = join(dir, 'media-events/node_modules/@img/sharp-linux-x64');
    expect(existsSync(binaries)).toBe(missingForCloud() === undefined);
  });
  it('no finding of cdk-nag is left without a reason', () => {
    expect(findings(app)).toEqual([]);
  });
  it('and cdk-nag would have found one', () => {
    new Bucket(app.node.findChild('KursSite') as Stack, 'careless');
    expect(findings(app)).toContain('AwsSolutions-S1 KursSite/careless/Resource');
  });
});

const findings = (app: App): string[] =>
  new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map((resource) => `${ruleName} ${(resource as { constructPath?: string }).constructPath}`),
    );
