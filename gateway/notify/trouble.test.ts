import { expect, test } from "vitest";
import { networkTrouble, shown, withoutSecrets } from "./trouble.ts";

const coded = (code: string, message = `it failed ${code}`) => Object.assign(new Error(message), { code });
const WHERE = "https://hook.example";

test.each([
  [coded("ENOTFOUND"), /^https:\/\/hook\.example: nobody knows this name: check the address, and the DNS/],
  [coded("EAI_AGAIN"), /the name cannot be looked up now/],
  [coded("ECONNREFUSED"), /nothing listens there/],
  [coded("EHOSTUNREACH"), /there is no way to it: check the network/],
  [coded("ECONNRESET"), /the connection broke off/],
  [coded("UND_ERR_CONNECT_TIMEOUT"), /no answer in 10 s/],
  [
    coded("CERT_HAS_EXPIRED", "certificate has expired"),
    /its certificate is not trusted \(certificate has expired\)/,
  ],
  [coded("ESOCKET", "connect ECONNREFUSED 127.0.0.1:25"), /nothing listens there/],
  [coded("EDNS", "getaddrinfo ENOTFOUND mail.example"), /nobody knows this name/],
  [new TypeError("fetch failed", { cause: coded("EAI_AGAIN") }), /the name cannot be looked up now/],
  [new AggregateError([coded("ECONNREFUSED")]), /nothing listens there/],
  [new Error("something else"), /^https:\/\/hook\.example: something else$/],
  ["a text", /a text$/],
])("%s becomes a sentence that says where, what, and what to do", (error, why) =>
  expect(networkTrouble(error, WHERE, 10_000)).toEqual({ why: expect.stringMatching(why), retry: true }),
);

test("a server's long answer is shown as one line that fits on a page, without what is secret in it", () => {
  expect(shown(`a\n  b ${"x".repeat(400)}`)).toMatch(/^a b x+ …$/);
  expect(shown("x".repeat(400)).length).toBeLessThan(210);
  expect(withoutSecrets("key=abc and abc", ["abc", undefined, ""])).toBe("key=*** and ***");
});
