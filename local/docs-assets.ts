import { copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/* After an install: puts the files of Swagger UI that the page /docs loads beside it, so that it needs no other host. */
const target = fileURLToPath(new URL('../edge/public/docs/', import.meta.url));
for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
  copyFileSync(fileURLToPath(import.meta.resolve(`swagger-ui-dist/${file}`)), `${target}${file}`);
}
