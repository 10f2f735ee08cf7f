// Viewer request of the site: every address of the single-page app is index.html; files, the API and media keep theirs.
// (A custom error response would do this for the whole distribution and turn the API's 404s into HTML.)
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  const own = /^\/(api|media)(\/|$)/.test(request.uri);
  const file = request.uri.slice(request.uri.lastIndexOf('/')).includes('.');
  if (!own && !file) request.uri = '/index.html';
  return request;
}
