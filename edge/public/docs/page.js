/* Shows the API's contract, and the table of problems that it carries as `x-problems`. */
const response = await fetch('/openapi.json');
const spec = await response.json();

window.SwaggerUIBundle({ spec, domNode: document.querySelector('#operations'), deepLinking: true, validatorUrl: null });

const rows = document.querySelector('#problems tbody');
for (const [code, { status, title, retryable }] of Object.entries(spec['x-problems'])) {
  const row = rows.insertRow();
  row.id = code;
  for (const text of [code, status, title, retryable ? 'yes' : 'no']) row.insertCell().textContent = String(text);
}

// The rows were not there when the browser looked for the one in the address.
if (location.hash && document.getElementById(location.hash.slice(1))) location.replace(location.hash);
