/** What each deployment replaces: functions, HTTP API, and the way of records from the table to those who react. */
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { arrows } from '../../functions/arrows.ts';
import type { Room } from '../../functions/contracts/endpoints.ts';
import { allRooms, bootstrapName } from '../constructs/entries.ts';
import type { KursFunction } from '../constructs/function.ts';
import { Gateway } from '../constructs/gateway.ts';
import { grantAccounts, grantContent, grantMail, grantMedia, grantSecret } from '../constructs/grants.ts';
import type { MediaKeys } from '../constructs/media-keys.ts';
import { Records } from '../constructs/records.ts';
import { roomFunction, RoomFunctions, type Reaction } from '../constructs/room.ts';
import { Transcoding } from '../constructs/transcoding.ts';
import { Transcription } from '../constructs/transcription.ts';
import { grantWatching } from '../constructs/watching.ts';
import type { DataStack } from './data.ts';

export interface AppStackProps extends StackProps {
  data: DataStack;
  functionsDir: string;
}

export class AppStack extends Stack {
  readonly rooms: readonly RoomFunctions[];
  readonly bootstrap: KursFunction;
  readonly records: Records;
  readonly gateway: Gateway;

  constructor(scope: Construct, id: string, { data, functionsDir, ...props }: AppStackProps) {
    super(scope, id, props);
    this.records = new Records(this, data.table);
    this.rooms = allRooms.map((room) => new RoomFunctions(this, { room, data, bus: this.records.bus, functionsDir }));
    this.bootstrap = roomFunction(this, bootstrapName, 'api', { room: 'identity', data, functionsDir });
    this.gateway = new Gateway(this, this.rooms);
    this.grant(data);
    new Transcoding(this, data, this.room('lectures'));
    new Transcription(this, data, { lectures: this.room('lectures'), authoring: this.room('authoring') });
    new CfnOutput(this, 'BootstrapFunctionName', {
      description: 'Invoke it once to create the first administrator (README)',
      value: this.bootstrap.functionName,
    });
    new CfnOutput(this, 'OperationsFunctionName', {
      description: 'Knows the names of everything: `npm run ops` reads them from its environment',
      value: this.room('operations').api.functionName,
    });
  }

  /** Everything that can fail quietly, for the alarms. */
  get functions(): KursFunction[] {
    return [...this.rooms.flatMap(functionsOf), this.bootstrap];
  }
  get reactions(): Reaction[] {
    return this.rooms.flatMap(({ reaction }) => reaction ?? []);
  }

  /** What single rooms need beyond their share of the table. */
  private grant(data: DataStack): void {
    const identity = this.room('identity').api;
    identity.addEnvironment('OIDC_ISSUER', data.pool.userPoolProviderUrl);
    identity.addEnvironment('OIDC_CLIENT_ID', data.client.userPoolClientId);
    identity.addEnvironment('PASSKEYS_URL', data.passkeysUrl);
    grantAccounts(identity, data, 'api');
    grantAccounts(this.events('identity'), data, 'events');
    grantMail(this.events('identity'), data);
    // the links of invitations are derived from it
    grantSecret(this.events('identity'), 'CURSOR_SECRET_ARN', data.cursorSecret);

    // a released course is read from its manifest, and so by every room with an arrow to courses
    for (const room of this.rooms.filter(readsCourses)) {
      for (const fn of functionsOf(room)) grantContent(fn, data, { read: ['sha256'] });
    }
    grantContent(this.room('courses').api, data, { write: ['incoming'] });
    grantContent(this.events('courses'), data, { read: ['incoming'], write: ['sha256'] });
    // what is submitted for review is frozen as content; films of drafts are put by the browser and kept by the reaction
    const films = { read: ['uploads'], write: ['uploads', 'sha256'], parts: ['uploads'] };
    grantContent(this.room('authoring').api, data, films);
    grantContent(this.events('authoring'), data, { read: ['uploads'], write: ['sha256', 'exports'] });
    // the keys with which academies sign what they hand out are sealed with it
    grantSecret(this.events('authoring'), 'CURSOR_SECRET_ARN', data.cursorSecret);

    // a quiz that is submitted is frozen as content; who works with quizzes reads it there
    grantContent(this.room('quizzes').api, data, { read: ['sha256'], write: ['sha256'] });
    grantContent(this.events('quizzes'), data, { read: ['sha256'] });

    // what is due is closed
    this.room('assessments').reaction?.every('closing', Duration.minutes(1));

    // pictures and files of texts: put by the browser, checked and kept by the reaction, served by the api
    grantContent(this.room('media').api, data, { read: ['incoming', 'sha256'], write: ['incoming'] });
    grantContent(this.events('media'), data, { read: ['incoming', 'sha256'], write: ['sha256'] });

    // pictures of questions, for academies that see them in a shared folder
    grantContent(this.room('questions').api, data, { read: ['sha256'] });

    // what was made and is lost is made again
    grantMedia(this.events('lectures'), data, { read: ['media/lec'], write: ['media/lec'] });
    grantSecret(this.room('lectures').api, 'MEDIA_KEY_SECRET_ARN', data.mediaKeySecret);
    for (const [name, value] of Object.entries(mediaKeyNames(data.mediaKeys)))
      this.room('lectures').api.addEnvironment(name, value);

    grantContent(this.room('progress').api, data, { read: ['exports'] });
    grantContent(this.events('progress'), data, { write: ['exports'] });
    grantContent(this.events('audit'), data, { write: ['exports'] });
    grantContent(this.room('jobs').api, data, { read: ['exports'] });
    // files of people on their way in; the plan stands beside them, the report among the exports
    grantContent(identity, data, { write: ['incoming'] });
    grantContent(this.events('identity'), data, { read: ['incoming'], write: ['incoming', 'exports'] });

    // a file of norms on its way in
    grantContent(this.room('norms').api, data, { write: ['incoming'] });
    grantContent(this.events('norms'), data, { read: ['incoming'] });

    const { records, gateway, reactions } = this;
    grantWatching(this.room('operations').api, { data, records, gateway, reactions });
  }

  private room(name: Room): RoomFunctions {
    const found = this.rooms.find(({ room }) => room === name);
    if (!found) throw new Error(`no room ${name}`);
    return found;
  }

  private events(name: Room): KursFunction {
    const { reaction } = this.room(name);
    if (!reaction) throw new Error(`${name} does not react`);
    return reaction.events;
  }
}

/** Which public keys are trusted: the function signs with the private key that fits one of them. */
const mediaKeyNames = ({ places: [one, next] }: MediaKeys): Record<string, string> => ({
  MEDIA_KEY_ID: one.id,
  MEDIA_PUBLIC_KEY: one.pem,
  MEDIA_KEY_NEXT_ID: next.id,
  MEDIA_PUBLIC_KEY_NEXT: next.pem,
});

const functionsOf = ({ api, reaction }: RoomFunctions): KursFunction[] => (reaction ? [api, reaction.events] : [api]);

const readsCourses = ({ room }: RoomFunctions): boolean =>
  room === 'courses' || arrows[room].some((other) => other === 'courses');
