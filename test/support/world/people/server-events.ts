/** A server-sent event. */
export interface ServerEvent {
  readonly event: string;
  readonly data: unknown;
}

/** The events of a stream as they come, those that have a name and data. */
export async function* serverEvents(response: Response): AsyncGenerator<ServerEvent> {
  let rest = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const parts = `${rest}${chunk}`.split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const event = /^event: (.+)$/m.exec(part)?.[1];
      const data = /^data: (.+)$/m.exec(part)?.[1];
      if (event && data) yield { event, data: JSON.parse(data) };
    }
  }
}
