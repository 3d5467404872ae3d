/** A command's answer: its data, or its failure thrown as `Refused`. */
import { Refused } from "../call";
import type { Failure } from "../bindings";

type Answer<Data> = { status: "ok"; data: Data } | { status: "error"; error: Failure };

function isFailure(error: unknown): error is Failure {
  return typeof error === "object" && error !== null && "code" in error;
}

/** The data of an answer. What is no failure of ours (a broken channel) is thrown as it came. */
export async function ok<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const got = await answer;
  if (got.status === "ok") return got.data;
  if (isFailure(got.error)) throw new Refused({ code: got.error.code, args: got.error.args });
  throw new Error(String(got.error));
}

/** Bytes as base64, in pieces that the call stack bears. */
export function toBase64(bytes: Uint8Array): string {
  const PIECE = 0x8000;
  let binary = "";
  for (let at = 0; at < bytes.length; at += PIECE)
    binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** Empty texts are not there. */
export function orNull(text: string): string | null {
  return text.trim() || null;
}
