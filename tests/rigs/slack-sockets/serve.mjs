// Serves ../slack/fake-slack.mjs as it is and adds a second address, from which tests end its Socket Mode connections and count them.
//   node serve.mjs [--rate N]      N: messages a second that a channel takes; 0, the default, for any number
// GET  /sockets                    {"open", "opened"}: how many connections there are, and were
// POST /disconnect {"reason"}      says goodbye on every connection and closes it 200 ms later
import http from 'node:http';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { startFake } from '../slack/fake-slack.mjs';

// The fake counts the connections that are open only; every one is made here.
const { WebSocketServer } = createRequire(new URL('../slack/fake-slack.mjs', import.meta.url))('ws');
const handleUpgrade = WebSocketServer.prototype.handleUpgrade;
let opened = 0;
WebSocketServer.prototype.handleUpgrade = function (request, socket, head, done) {
  return handleUpgrade.call(this, request, socket, head, (...connection) => { opened++; done(...connection); });
};

const rate = process.argv.indexOf('--rate');
const slack = await startFake({ rate: rate < 0 ? 0 : Number(process.argv[rate + 1]) });

const control = http.createServer(async (request, response) => {
  if (request.url === '/disconnect') slack.disconnect(JSON.parse(await text(request)).reason);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ open: slack.sockets(), opened }));
});
control.listen(0, '127.0.0.1', () =>
  console.error(`fake Slack: ${slack.apiUrl} sockets: http://127.0.0.1:${control.address().port}/ pid ${process.pid}`));
