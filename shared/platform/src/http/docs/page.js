// The default validator is an outside service: none is asked.
window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#ui',
  validatorUrl: null,
  deepLinking: true,
  tryItOutEnabled: true,
});
