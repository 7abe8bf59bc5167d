// Draws a ZPL file with an independent renderer (zpl-renderer-js, WebAssembly, no network):
//   node render.mjs label.zpl OUT [widthMm heightMm dotsPerMm]    -> OUT-0.png, OUT-1.png, one for each label
// Leaves with 1 and the renderer's words when the ZPL cannot be drawn.
import fs from 'node:fs';
import { ready } from 'zpl-renderer-js';

const [, , file, out, width = 101.6, height = 152.4, dots = 8] = process.argv;
const { api } = await ready;
try {
    const pictures = await api.zplToBase64MultipleAsync(fs.readFileSync(file, 'utf8'), +width, +height, +dots);
    pictures.forEach((picture, i) => fs.writeFileSync(`${out}-${i}.png`, Buffer.from(picture, 'base64')));
    process.exit(0);
} catch (error) {
    console.error(String(error.message || error));
    process.exit(1);
}
