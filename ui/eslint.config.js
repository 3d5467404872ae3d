import prettier from "eslint-config-prettier";
import vue from "eslint-plugin-vue";
import a11y from "eslint-plugin-vuejs-accessibility";
import globals from "globals";
import ts from "typescript-eslint";

const onlyApi = {
  group: ["@tauri-apps/*"],
  message: "Only src/api speaks to the shell; views ask src/api.",
};

export default ts.config(
  { ignores: ["dist/**", "node_modules/**", "src/api/bindings.ts"] },
  ...ts.configs.recommended,
  ...vue.configs["flat/recommended"],
  ...a11y.configs["flat/recommended"],
  {
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: { parser: ts.parser, extraFileExtensions: [".vue"] },
    },
    rules: {
      "no-restricted-imports": ["error", { patterns: [onlyApi] }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "vue/multi-word-component-names": "off",
      "vue/require-default-prop": "off",
      // Every text on the screen comes from assets/locales.
      "vue/no-bare-strings-in-template": ["error", { allowlist: [] }],
      // style-src 'self': a style written in a template would be refused by the window.
      "vue/no-restricted-static-attribute": ["error", "style"],
      "vue/no-v-html": "error",
      "vue/block-lang": ["error", { script: { lang: "ts" } }],
      // A label with `for` is enough; nesting as well is not asked.
      "vuejs-accessibility/label-has-for": ["error", { required: { some: ["nesting", "id"] } }],
      "vuejs-accessibility/no-autofocus": "off",
    },
  },
  {
    files: ["src/api/**"],
    rules: { "no-restricted-imports": "off" },
  },
  {
    files: ["scripts/**", "*.config.*"],
    languageOptions: { globals: { ...globals.node } },
  },
  prettier,
);
