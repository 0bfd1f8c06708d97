// An archive holds several files in one: a zip, in which each stands as it is, not compressed.
// Source: PKWARE, APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.

const UTF8 = 0x0800; // the flag which says so of the names

// Return numbers as bytes, the low one first; each is given as [how many bytes, the number].
function packed(fields) {
  return Uint8Array.from(
    fields.flatMap(([size, number]) =>
      Array.from({ length: size }, (_, place) => (number >>> (8 * place)) & 0xff),
    ),
  );
}

const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit += 1) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});

// The sum by which a program that unpacks sees whether a file is whole: CRC-32.
function sumOf(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = REMAINDERS[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

// Return an archive of files, each given as {name, bytes}; `now` is the date that it gives them.
export function archive(files, now = new Date()) {
  const time = (now.getHours() << 11) | (now.getMinutes() << 5) | (now.getSeconds() >> 1);
  const day = ((now.getFullYear() - 1980) << 9) | ((now.getMonth() + 1) << 5) | now.getDate();
  const parts = [];
  const entries = [];
  let length = 0;
  const add = (...more) => {
    for (const part of more) length += part.length;
    parts.push(...more);
  };
  for (const { name, bytes } of files) {
    const path = new TextEncoder().encode(name);
    const about = [
      [2, 20], [2, UTF8], [2, 0], [2, time], [2, day], [4, sumOf(bytes)],
      [4, bytes.length], [4, bytes.length], [2, path.length], [2, 0],
    ];
    const place = [[2, 0], [2, 0], [2, 0], [4, 0], [4, length]];
    entries.push(packed([[4, 0x02014b50], [2, 20], ...about, ...place]), path);
    add(packed([[4, 0x04034b50], ...about]), path, bytes);
  }
  const begins = length;
  add(...entries);
  const count = [2, files.length];
  const end = [[4, 0x06054b50], [2, 0], [2, 0], count, count, [4, length - begins], [4, begins], [2, 0]];
  add(packed(end));
  return new Blob(parts, { type: "application/zip" });
}
