import { describe, expect, it } from 'vitest';
import { arrows } from '../../functions/arrows.ts';
import { allRooms, reactingRooms } from '../../infra/constructs/entries.ts';
import { all, functions } from './cloud.ts';
import { list, may, onTable, roleMay, roleOf, statementsOf } from './policies.ts';

const names = functions.map(({ name }) => name);
const roomOf = new Map(
  functions.map(({ name, properties }) => [name, properties.Environment.Variables.ROOM as (typeof allRooms)[number]]),
);
const writes = ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'];
const reads = ['GetItem', 'BatchGetItem', 'Query'];
const key = (room: string) => [`$${room}#something`];

describe.each(names)('%s and the table', (name) => {
  const room = roomOf.get(name)!;
  const hasJobs = room === 'jobs' || (reactingRooms as string[]).includes(room);
  const others = allRooms.filter((other) => other !== room && !(other === 'jobs' && hasJobs));

  it('reads and writes what its own room holds, also by index', () => {
    for (const verb of [...reads, ...writes]) expect(may(name, onTable(verb, key(room))), verb).toBe(true);
    for (const index of ['gsi1', 'gsi2']) expect(may(name, onTable('Query', key(room), index))).toBe(true);
  });
  it('changes nothing in any other room', () => {
    for (const other of others)
      for (const verb of writes) expect(may(name, onTable(verb, key(other))), `${verb} ${other}`).toBe(false);
  });
  it('reads other rooms along the arrows only – but who asks, and where they belong', () => {
    for (const other of others) {
      const arrow = (arrows[room] as readonly string[]).includes(other);
      for (const index of [undefined, 'gsi1', 'gsi2'])
        expect(may(name, onTable('Query', key(other), index)), other).toBe(arrow);
      expect(may(name, onTable('GetItem', key(other))), other).toBe(arrow);
    }
    for (const kind of ['ses', 'per', 'org'])
      expect(may(name, onTable('BatchGetItem', [`$identity#${kind}_x`])), kind).toBe(true);
  });
  it('appends records and never changes one', () => {
    expect(may(name, onTable('PutItem', [...key(room), ...key('record')]))).toBe(true);
    for (const verb of ['UpdateItem', 'DeleteItem']) expect(may(name, onTable(verb, key('record')))).toBe(false);
    expect(may(name, onTable('Query', key('record')))).toBe(name.endsWith('-events') || room === 'audit');
  });
  it('has jobs where the room reacts, or is theirs', () => {
    for (const verb of [...reads, ...writes]) expect(may(name, onTable(verb, key('jobs'))), verb).toBe(hasJobs);
  });
  it('gets nowhere by a call that names no key, or one foreign key among its own', () => {
    for (const verb of [...reads, ...writes]) {
      expect(may(name, onTable(verb, [])), verb).toBe(false);
      expect(may(name, onTable(verb, [...key(room), '$elsewhere#x'])), verb).toBe(false);
    }
  });
  it('notes that a session was used, and cannot make it somebody else’s', () => {
    const touch = (attributes: string[]) => {
      const request = onTable('UpdateItem', ['$identity#ses_x']);
      return may(name, {
        ...request,
        context: { ...request.context, 'dynamodb:Attributes': ['pk', 'sk', ...attributes] },
      });
    };
    expect(touch(['seenAt'])).toBe(name.endsWith('-api') || room === 'identity');
    if (room !== 'identity') expect(touch(['seenAt', 'personId'])).toBe(false);
  });
});

describe('what nobody may do', () => {
  const verbs = [
    'Scan',
    'PartiQLSelect',
    'PartiQLUpdate',
    'DeleteTable',
    'BatchWriteItem',
    'UpdateTable',
    'ExportTableToPointInTime',
  ];
  it.each(verbs)('%s', (verb) => {
    for (const name of names) expect(may(name, onTable(verb, key(roomOf.get(name)!))), name).toBe(false);
  });
  it('anything on everything', () => {
    for (const { properties } of all('AWS::IAM::Policy').filter(({ stack }) => stack === 'KursApp')) {
      for (const statement of properties.PolicyDocument.Statement) {
        // figures and transcriptions have no resource of their own; what Probe may look into is what its caller may read
        const without = ['cloudwatch:GetMetricData', 'mediaconvert:Probe', 'transcribe:StartTranscriptionJob'];
        if (!without.includes(String(statement.Action))) expect(list(statement.Resource)).not.toContain('*');
        for (const action of list(statement.Action)) expect(action).not.toContain('*');
      }
    }
  });
  it('share a role', () => {
    expect(new Set(names.map(roleOf)).size).toBe(names.length);
    for (const { properties } of all('AWS::IAM::Role').filter(({ stack }) => stack === 'KursApp'))
      expect(properties.ManagedPolicyArns).toBeUndefined();
  });
});

describe('the buckets', () => {
  const folders = [
    'content.Arn/incoming/x',
    'content.Arn/uploads/x',
    'content.Arn/sha256/x',
    'content.Arn/exports/x',
    'content.Arn/transcripts/x',
    'media.Arn/media/lec/x',
    'site.Arn/x',
  ];
  const got = (name: string, action: string) =>
    folders.filter((resource) => may(name, { action, resource })).map((arn) => arn.split('/').at(-2));

  it.each([
    ['identity-api', [], ['incoming']],
    ['identity-events', ['incoming'], ['incoming', 'exports']],
    ['identity-bootstrap', [], []],
    ['norms-api', [], ['incoming']],
    ['norms-events', ['incoming'], []],
    ['media-api', ['incoming', 'sha256'], ['incoming']],
    ['media-events', ['incoming', 'sha256'], ['sha256']],
    ['courses-api', ['sha256'], ['incoming']],
    ['courses-events', ['incoming', 'sha256'], ['sha256']],
    ['authoring-api', ['uploads', 'sha256', 'transcripts'], ['uploads', 'sha256']],
    ['authoring-events', ['uploads', 'sha256'], ['sha256', 'exports']],
    ['lectures-api', ['sha256'], []],
    ['lectures-events', ['sha256', 'transcripts', 'lec'], ['transcripts', 'lec']],
    ['progress-api', ['sha256', 'exports'], []],
    ['progress-events', ['sha256'], ['exports']],
    ['audit-api', ['sha256'], []],
    ['jobs-api', ['exports'], []],
    ['operations-api', [], []],
    ['audit-events', ['sha256'], ['exports']],
  ])('%s reads %j and writes %j', (name, readable, writable) => {
    expect(got(name, 's3:GetObject')).toEqual(readable);
    expect(got(name, 's3:PutObject')).toEqual(writable);
    expect(got(name, 's3:DeleteObject')).toEqual([]);
    for (const action of ['s3:ListMultipartUploadParts', 's3:AbortMultipartUpload'])
      expect(got(name, action)).toEqual(name === 'authoring-api' ? ['uploads'] : []);
  });
  it('give MediaConvert the sources to read and the lectures to write', () => {
    const role = 'mediaconvert-role';
    expect(folders.filter((resource) => roleMay(role, { action: 's3:GetObject', resource }))).toEqual([
      'content.Arn/sha256/x',
    ]);
    expect(folders.filter((resource) => roleMay(role, { action: 's3:PutObject', resource }))).toEqual([
      'media.Arn/media/lec/x',
    ]);
  });
});

describe('single powers', () => {
  const holders = (action: string, resource: string, context?: Record<string, string[]>) =>
    names.filter((name) => may(name, { action, resource, ...(context ? { context } : {}) })).sort();
  const apis = allRooms.map((room) => `${room}-api`).sort();

  it.each([
    ['origin-secret', apis],
    // the links of invitations are derived from it
    ['cursor-secret', [...apis, 'authoring-events', 'identity-events'].sort()],
    ['media-key-secret', ['lectures-api']],
  ])('%s is read by %j', (secret, expected) => {
    expect(holders('secretsmanager:GetSecretValue', secret)).toEqual(expected);
  });
  it('accounts are touched by identity only, each of its functions doing its own', () => {
    const by = (verb: string) => holders(`cognito-idp:${verb}`, 'pool.Arn');
    for (const verb of ['AdminSetUserPassword', 'AdminSetUserMFAPreference'])
      expect(by(verb), verb).toEqual(['identity-api']);
    for (const verb of ['AdminCreateUser', 'AdminDisableUser', 'AdminEnableUser', 'AdminDeleteUser'])
      expect(by(verb), verb).toEqual(['identity-events']);
    for (const verb of ['ListUsers', 'AdminUpdateUserAttributes', 'AdminInitiateAuth'])
      expect(by(verb), verb).toEqual([]);
  });
  it('mail is sent by the invitations alone, and from our one address', () => {
    const from = (address: string) => ({ 'ses:FromAddress': [address] });
    for (const sender of ['MailFrom', 'MailFrom-domain']) {
      const arn = `arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:identity/${sender}`;
      const expected = sender === 'MailFrom' ? ['identity-events'] : [];
      expect(holders('ses:SendEmail', arn, from('MailFrom')), sender).toEqual(expected);
      expect(holders('ses:SendEmail', arn, from('another')), sender).toEqual([]);
    }
  });
  it('only lectures start a transcoding, and hand their role to MediaConvert and nobody else', () => {
    const queue = 'arn:AWS::Partition:mediaconvert:AWS::Region:AWS::AccountId:queues/Default';
    expect(holders('mediaconvert:CreateJob', queue)).toEqual(['lectures-events']);
    expect(holders('mediaconvert:CancelJob', queue.replace('queues/Default', 'jobs/x'))).toEqual(['lectures-events']);
    expect(holders('mediaconvert:Probe', '*')).toEqual(['lectures-events']);
    const pass = (service: string) =>
      holders('iam:PassRole', 'mediaconvert-role.Arn', { 'iam:PassedToService': [service] });
    expect(pass('mediaconvert.amazonaws.com')).toEqual(['lectures-events']);
    expect(pass('lambda.amazonaws.com')).toEqual([]);
  });
  it('only lectures have films written down, and the words put where they are looked for', () => {
    const job = (name: string) => `arn:AWS::Partition:transcribe:AWS::Region:AWS::AccountId:transcription-job/${name}`;
    const start = (bucket: string, folder: string) =>
      holders('transcribe:StartTranscriptionJob', '*', {
        'transcribe:OutputBucketName': [bucket],
        'transcribe:OutputKey': [folder],
      });
    expect(start('content', 'transcripts/')).toEqual(['lectures-events']);
    expect([...start('content', 'sha256/'), ...start('elsewhere', 'transcripts/')]).toEqual([]);
    expect(holders('transcribe:GetTranscriptionJob', job('kurs-x'))).toEqual(['lectures-events']);
    expect(holders('transcribe:GetTranscriptionJob', job('somebody’s'))).toEqual([]);
    for (const verb of ['DeleteTranscriptionJob', 'ListTranscriptionJobs'])
      expect(holders(`transcribe:${verb}`, job('kurs-x'))).toEqual([]);
  });
  it('a name of a thing in the environment goes with a permission on that thing, and the other way round', () => {
    const things = { TABLE_NAME: 'table', CONTENT_BUCKET: 'content', MEDIA_BUCKET: 'media', USER_POOL_ID: 'pool' };
    for (const { name, properties } of functions) {
      const resources = statementsOf(roleOf(name)).flatMap(({ Resource = [] }) => list(Resource));
      for (const [variable, thing] of Object.entries(things)) {
        const allowed = resources.some((resource) => resource.startsWith(`${thing}.Arn`));
        expect(properties.Environment.Variables[variable], `${name} ${variable}`).toBe(allowed ? thing : undefined);
      }
    }
  });
});
