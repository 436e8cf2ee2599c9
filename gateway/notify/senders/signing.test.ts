import { expect, test } from "vitest";
import { bodySignature, dingtalkSign, feishuSign, opaque } from "./signing.ts";

// The expected values were computed apart from this code: printf '…' | openssl dgst -sha256 -hmac … -binary | base64.
test("signatures are those that the services' documents compute", () => {
  expect(dingtalkSign("SECcafe", 1_753_282_020_000)).toBe("WDl2/f4NPcugz4+dmxqavKE2KS/ak06UICZUjGhktn8=");
  expect(feishuSign("SECcafe", 1_753_282_020)).toBe("DFWWxZXjsbx+t2ywK592mYsZpRtZiaozv9HAjWKVAuc=");
  expect(bodySignature("s3cret", 1_753_282_020, "{}")).toBe(
    "sha256=b0f8e689b2c29a44525c8d0f59b280b28fe7c526496567efe8356c6250f5149f",
  );
});

test("an opaque key is the same again for the same key, and says nothing of it", () => {
  expect(opaque("site-a.door:1")).toBe(opaque("site-a.door:1"));
  expect(opaque("site-a.door:1")).not.toBe(opaque("site-a.door:2"));
  expect(opaque("site-a.door:1")).toMatch(/^[0-9a-f]{32}$/);
});
