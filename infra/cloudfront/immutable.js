// Viewer response of media: a lecture version never changes, so a browser may keep what it has once fetched.
// (A response headers policy would say so on refusals too, and a refused segment would stay refused for a year.)
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- CloudFront calls it by this name
function handler(event) {
  const response = event.response;
  if (response.statusCode < 300) response.headers['cache-control'] = { value: 'private, max-age=31536000, immutable' };
  return response;
}
