import { describe, expect, it } from 'vitest';
import { rooms, type Room } from '../../functions/contracts/endpoints.ts';
import { requestOf } from '../../functions/contracts/request.ts';
import { all, one } from './cloud.ts';

const routes = all('AWS::ApiGatewayV2::Route').map(({ properties }) => {
  const [method = '', path = ''] = String(properties.RouteKey).split(' ');
  const integration = one(
    'AWS::ApiGatewayV2::Integration',
    String(properties.Target).replace('integrations/', ''),
  ).properties;
  return { method, path, integration, target: String(integration.IntegrationUri).replace('.Arn', '') };
});

/** As the gateway chooses: a whole path before one that ends in anything. */
function routeFor(method: string, path: string) {
  const fitting = routes.filter((route) => route.method === 'ANY' || route.method === method);
  const greedy = (route: { path: string }) =>
    route.path.endsWith('/{proxy+}') && path.startsWith(route.path.replace('{proxy+}', ''));
  return fitting.find((route) => route.path === path) ?? fitting.find(greedy);
}

describe.each(Object.keys(rooms) as Room[])('every endpoint of %s', (room) => {
  it.each(Object.entries(rooms[room]))('%s is answered by its own room', (_, endpoint) => {
    const params = Object.fromEntries([...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, 'x_1']));
    const { method, path } = requestOf(endpoint, { params } as never);
    expect(routeFor(method, path)?.target).toBe(`${room}-api`);
  });
});

describe('the gateway', () => {
  it('leads to the rooms’ apis only: nobody outside starts a reaction or makes an administrator', () => {
    expect([...new Set(routes.map(({ target }) => target))].sort()).toEqual(
      Object.keys(rooms)
        .map((room) => `${room}-api`)
        .sort(),
    );
  });
  it('knows no path but the rooms’ and the description of the API', () => {
    const known = Object.keys(rooms).flatMap((room) => [`/api/${room}`, `/api/${room}/{proxy+}`]);
    expect(routes.map(({ path }) => path).sort()).toEqual([...known, '/api/openapi.json'].sort());
    expect(routeFor('GET', '/api/openapi.json')?.target).toBe('identity-api');
    expect(routeFor('POST', '/api/openapi.json')).toBeUndefined();
  });
  it('hands requests over as the functions read them', () => {
    for (const { integration } of routes)
      expect(integration).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
  });

  const { properties: stage } = one('AWS::ApiGatewayV2::Stage', 'stage');
  it('throttles', () => {
    expect(stage.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
    expect(stage.DefaultRouteSettings.ThrottlingBurstLimit).toBeGreaterThan(0);
  });
  it('logs no address, path, query or person', () => {
    const logged = Object.values(JSON.parse(stage.AccessLogSettings.Format) as Record<string, string>);
    expect(logged).toContain('$context.requestId');
    for (const field of logged) expect(field).not.toMatch(/path|query|source|identity|authorizer|header/i);
  });
});
