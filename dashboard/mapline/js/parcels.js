// What was sent once: records and words, kept by the hash of their content apart from what changes.

const KEPT = 6;
const parcels = new Map();
const waiting = new Map();

export const provide = (id, payload) => {
  if (!parcels.has(id)) parcels.set(id, payload);
  waiting.get(id)?.forEach((resolve) => resolve(parcels.get(id)));
  waiting.delete(id);
  while (parcels.size > KEPT) parcels.delete(parcels.keys().next().value);
};

/** The parcel, or a promise of it. */
export const wanted = (id) => {
  if (!parcels.has(id)) {
    return new Promise((resolve) => waiting.set(id, [...(waiting.get(id) ?? []), resolve]));
  }
  const parcel = parcels.get(id);
  parcels.delete(id);
  parcels.set(id, parcel);
  return parcel;
};
