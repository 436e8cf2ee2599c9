import type { FakeGateway } from "./fake-gateway.ts";
import { fakeCertificate } from "./fake-rounds.ts";

/** Who has an account in the tests, and by which secret. */
export const SECRETS = { 李娜: "2580", 王伟: "1470", 陈静: "3690", 赵磊: "a long password" } as const;
/** The certificate of the evening before. */
export const CERTIFIED = "closing-2025-07-07-1";

const evening = (day: number, minute: number): string =>
  new Date(Date.UTC(2025, 6, day, 9, minute)).toISOString();

/** A hall whose people have accounts and whose closings are certified: yesterday's was, today's is to be. */
export const certifiedHall = (gateway: FakeGateway): void => {
  for (const [name, secret] of Object.entries(SECRETS)) gateway.accounts.secrets.set(name, secret);
  gateway.accounts.links.set("first", null);
  const items = gateway.closing().items.map(item => ({
    ...item,
    ...(item.id === "D5"
      ? {
          verdict: "by-hand" as const,
          byHand: { by: "李娜", at: evening(7, 50), note: "门关好了，锁也拉过", photo: null },
        }
      : { verdict: "pass" as const }),
  }));
  gateway.rounds.isOn = true;
  const signed = (id: string, name: string, role: string, minute: number) => ({
    person: id,
    name,
    role,
    at: evening(7, minute),
  });
  gateway.rounds.certificates.push(
    fakeCertificate({
      id: CERTIFIED,
      kind: "closing",
      hall: gateway.hall,
      businessDay: "2025-07-07",
      scope: "final",
      since: evening(7, 30),
      issuedAt: evening(7, 55),
      items,
      signatures: [signed("M1", "李娜", "duty-manager", 54), signed("G1", "王伟", "guard", 55)],
    }),
  );
  gateway.opening.begin(gateway.now());
  gateway.tellClosing();
};
