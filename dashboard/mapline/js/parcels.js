// Records and words arrive in elements of their own, before or after the view that needs them.
// A parcel is kept for the life of the page, so that a rerun need not send it again.

const TYPES = { i1: Int8Array, u1: Uint8Array, i2: Int16Array, i4: Int32Array, f4: Float32Array, f8: Float64Array };
const parcels = new Map();
const waiting = new Map();

/** What a body holds: JSON, and behind it the columns that it describes, as typed arrays. */
const unpack = (body) => {
  const begin = 4 + new DataView(body.buffer, body.byteOffset).getUint32(0, true);
  const content = JSON.parse(new TextDecoder().decode(body.subarray(4, begin)));
  if (!content.columns) return content;
  const { buffer } = body.slice(begin);
  for (const [table, columns] of Object.entries(content.columns)) {
    content[table] = { ...content.texts[table], count: content.counts[table] };
    for (const [name, [type, offset, length]] of Object.entries(columns)) content[table][name] = new TYPES[type](buffer, offset, length);
  }
  return content;
};

/** Takes in a parcel; gives whether it is here, which it is not where the server thought that the page has it. */
export const provide = ({ id }, body) => {
  if (!parcels.has(id)) {
    if (!body) return false;
    parcels.set(id, { id, ...unpack(body) });
    waiting.get(id)?.forEach((resolve) => resolve(parcels.get(id)));
    waiting.delete(id);
  }
  return true;
};

/** A parcel, as soon as it is there. */
export const wanted = (id) => {
  if (parcels.has(id)) return Promise.resolve(parcels.get(id));
  return new Promise((resolve) => {
    waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
  });
};
