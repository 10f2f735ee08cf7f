// Viewer request of the API: where the request comes from, by CloudFront's own knowledge; what a viewer claims is overwritten.
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  request.headers['x-viewer-address'] = { value: event.viewer.ip };
  return request;
}
