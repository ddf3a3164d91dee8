import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Words are read while a screen is drawn: when a module is first run, those of the language may not be here yet.
const readLate = {
  create(context) {
    const words = new Set();
    return {
      ImportDeclaration({ source, specifiers }) {
        if (!/(^|[/.])(text|common|codes)$/.test(source.value)) return;
        for (const one of specifiers) if (/^(text|common|codes)$/.test(one.imported?.name)) words.add(one.local.name);
      },
      MemberExpression(node) {
        const outside = !context.sourceCode.getAncestors(node).some(around => /Function/.test(around.type));
        if (outside && node.object.type === 'Identifier' && words.has(node.object.name)) context.report({ node, message: 'Read words while rendering, in a function: see src/text/catalogue.ts.' });
      },
    };
  },
};
const waits = { selector: 'CallExpression[callee.name=/^lazy(RouteComponent)?$/] > ArrowFunctionExpression', message: 'A part that is loaded later waits for its words: lazy(withWords(() => import(…))).' };

// The folders whose words are all in their catalogue.
const done = ['activity', 'app', 'chat', 'clients', 'documents', 'home', 'hubspot', 'invoices', 'mail', 'payments', 'pipeline', 'proposals', 'session', 'settings', 'ui'];
const inCatalogue = [
  { selector: ':matches(JSXFragment, JSXElement:not([openingElement.name.name="code"])) > JSXText[value=/\\p{L}{2}/u]:not([value=/^\\s*(Every|HubSpot|CSV|PDF|XML|IBAN|BIC)\\s*$/])', message: 'Words belong into text.ts.' },
  { selector: 'JSXAttribute[name.name=/^(label|title|placeholder|description|text|verb|alt|aria-label|aria-description)$/] > :matches(Literal[value=/\\p{L}{2}/u]:not([value=/example\\.com/]), JSXExpressionContainer > :matches(Literal[value=/\\p{L}{2}/u], TemplateLiteral:has(TemplateElement[value.raw=/\\p{L}{2}/u])))', message: 'Words belong into text.ts.' },
  { selector: 'Property[key.name=/^(label|title|message)$/] > :matches(Literal[value=/\\p{L}{2}/u], TemplateLiteral:has(TemplateElement[value.raw=/\\p{L}{2}/u]))', message: 'Words belong into text.ts.' },
  { selector: ':not(NewExpression) > Literal[value=/^(?!\'|\\d+fr)(?=.*\\p{L}{2} \\p{L}{2})[^{}[\\]=<>*]*$/u]', message: 'Words belong into text.ts.' },
  { selector: 'ConditionalExpression > Literal[value=/^\\p{Lu}\\p{Ll}/u]:not([value=/^(Every|HubSpot)$/])', message: 'Words belong into text.ts.' },
];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.d.ts'] },
  ...tseslint.configs.recommended,
  jsxA11y.flatConfigs.strict,
  { plugins: { 'react-hooks': reactHooks, every: { rules: { 'read-late': readLate } } }, rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error', 'every/read-late': 'error', 'no-restricted-syntax': ['error', waits] } },
  { files: done.map(folder => `src/${folder}/**/*.{ts,tsx}`), ignores: ['**/*text.ts', '**/*text.tsx', '**/*text.de.ts', '**/*text.de.tsx', '**/*.test.{ts,tsx}'], rules: { 'no-restricted-syntax': ['error', waits, ...inCatalogue] } },
);
