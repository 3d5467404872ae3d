import { describe, expect, it, vi } from "vitest";
import { useBackend, type Backend } from "@/api";
import { fakeBackend } from "@/api/fake";
import type { SearchHit } from "@/api/model";
import { useSearch } from "./search";

const hit = (title: string): SearchHit => ({
  kind: "company",
  id: title,
  title,
  marks: [],
  score: 1,
  detail: null,
});

const answer = (search: Backend["search"]): void => useBackend({ ...fakeBackend(), search });

describe("search as you type", () => {
  it("never shows the answer to an older text, and asks only the first and the last of a burst", async () => {
    const answers: (() => void)[] = [];
    const asked: string[] = [];
    answer((text) => {
      asked.push(text);
      return new Promise((resolve) => answers.push(() => resolve([hit(text)])));
    });
    const { hits, answered, ask } = useSearch(null, 8);
    const done = [ask("h"), ask("hu"), ask("hua")];
    expect(asked).toEqual(["h"]);
    answers[0]?.();
    await vi.waitFor(() => expect(asked).toEqual(["h", "hua"]));
    expect(hits.value).toEqual([]);
    answers[1]?.();
    await Promise.all(done);
    expect([answered.value, hits.value.map((one) => one.title)]).toEqual(["hua", ["hua"]]);
  });

  it("keeps what it shows until the next answer, and forgets it with the text", async () => {
    answer((text) => Promise.resolve([hit(text)]));
    const { hits, ask, clear } = useSearch(null, 8);
    await ask("a");
    const next = ask("ab");
    expect(hits.value[0]?.title).toBe("a");
    await next;
    expect(hits.value[0]?.title).toBe("ab");
    clear();
    expect(hits.value).toEqual([]);
  });
});
