/** The layer whose states of words tell best what a stretch of a message does: the last ones only tell what it is about. */
export const STATES = 'layer_norm_14';

/** The last layer, of whose states the vector of a text is the mean. */
export const LAST_STATES = 'layer_norm_24';

/**
 * A model that gives what one of its layers has of each token, beside its vector. Protocol buffers merge a message that is
 * written twice, so that what is added to its graph may stand after it: ModelProto.graph (7), GraphProto.output (12),
 * ValueInfoProto.name (1) and type (2), TypeProto.tensor_type (1), elem_type (1): 1, for floats.
 * @see https://protobuf.dev/programming-guides/encoding/#last-one-wins
 */
export function withStates(model: Uint8Array, layer = STATES): Uint8Array {
  const type = field(2, field(1, Uint8Array.of(0x08, 1)));
  const output = field(12, Buffer.concat([field(1, Buffer.from(layer)), type]));
  return Buffer.concat([model, field(7, output)]);
}

/** A field of bytes: its number and kind, how long it is, and the bytes. */
const field = (number: number, bytes: Uint8Array): Uint8Array =>
  Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);

/** A number, seven bits a byte, the lowest first. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Uint8Array.of(...bytes, rest);
}
