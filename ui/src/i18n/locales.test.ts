import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { LANGUAGES, t } from "./index";

const ROOT = join(import.meta.dirname, "../../..");
const LOCALES = join(ROOT, "assets/locales");

function keysOf(language: string): Map<string, string> {
  const keys = new Map<string, string>();
  for (const file of readdirSync(join(LOCALES, language))) {
    const source = readFileSync(join(LOCALES, language, file), "utf8");
    for (const [, key] of source.matchAll(/^([a-zA-Z][\w-]*) *=/gm)) {
      expect(keys.has(key!), `${key} is in ${language} twice`).toBe(false);
      keys.set(key!, file);
    }
    const bundle = new FluentBundle(language, { useIsolating: false });
    expect(bundle.addResource(new FluentResource(source)), `${language}/${file}`).toEqual([]);
  }
  return keys;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(vue|ts)$/.test(entry.name) && !entry.name.endsWith(".test.ts") ? [path] : [];
  });
}

describe("texts", () => {
  it("are the same keys in each language", () => {
    const [first, ...others] = LANGUAGES.map((language) => [...keysOf(language).keys()].toSorted());
    for (const other of others) expect(other).toEqual(first);
  });

  it("exist for each name the sources use", () => {
    const known = keysOf("zh-CN");
    const missing: string[] = [];
    for (const path of sources(join(ROOT, "ui/src"))) {
      const source = readFileSync(path, "utf8");
      for (const [, key] of source.matchAll(/\bt\(\s*["'`]([a-zA-Z][\w-]*)["'`]/g)) {
        if (!known.has(key!)) missing.push(`${key} in ${path}`);
      }
      for (const [, key] of source.matchAll(/label: "((?:key|nav)-[\w-]+)"/g)) {
        if (!known.has(key!)) missing.push(`${key} in ${path}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it("keep what they are given free of marks", () => {
    expect(t("palette-empty", { text: "甲" })).toBe("没有找到“甲”");
  });
});
