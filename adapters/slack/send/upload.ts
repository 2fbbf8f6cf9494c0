import type { webApi } from '@slack/bolt';
import { DeliveryError, type OutboundFile } from '#src/channel/port.ts';

const TIMEOUT_MS = 15_000;

/**
 * Gives a file in a conversation: asks for an address, posts the bytes there, then shares the file.
 * @throws DeliveryError `retry` when the bytes did not arrive; Slack's own errors as they are
 */
export async function uploadFile(
  client: webApi.WebClient,
  where: { channel: string; thread: string | undefined },
  file: OutboundFile,
): Promise<void> {
  const asked = await client.files.getUploadURLExternal({
    filename: file.name,
    length: file.bytes.byteLength,
  });
  const { upload_url: address, file_id: id } = asked;
  if (!address || !id) throw new DeliveryError('retry', 'slack: no address to upload to');
  await post(address, file);
  const { channel, thread } = where;
  await client.files.completeUploadExternal({
    files: [{ id, title: file.name }],
    channel_id: channel,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
}

async function post(address: string, file: OutboundFile): Promise<void> {
  let status: number;
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': file.mediaType },
      body: Buffer.from(file.bytes),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.text();
    status = response.status;
  } catch (cause) {
    throw new DeliveryError('retry', 'slack: the upload broke', { cause });
  }
  if (status !== 200) throw new DeliveryError('retry', `slack: the upload answers ${status}`);
}
