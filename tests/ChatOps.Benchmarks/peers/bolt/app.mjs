// The smallest app that people make with Bolt: it verifies the signature and acknowledges. PORT and SECRET come by the environment.
import bolt from '@slack/bolt';

const app = new bolt.App({
  signingSecret: process.env.SECRET,
  authorize: async () => ({ botToken: 'xoxb-none', botId: 'B1', botUserId: 'UBOT' }),
});
app.command('/astro', async ({ ack }) => ack('ok'));
await app.start(Number(process.env.PORT));
console.log('listening');
