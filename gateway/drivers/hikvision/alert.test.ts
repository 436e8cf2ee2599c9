import { expect, test } from "vitest";
import { randomOf } from "../testing/random.ts";
import { alertsIn, read } from "./alert.ts";
import { digest } from "./digest.ts";
import { alert } from "./testing/recorder.ts";

const heartbeat = `<EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema"><ipAddress>10.0.8.20</ipAddress><portNo>80</portNo><protocol>HTTP</protocol><macAddress>44:19:b6:aa:bb:cc</macAddress><channelID>0</channelID><dateTime>2026-11-21T20:05:10+08:00</dateTime><activePostCount>0</activePostCount><eventType>videoloss</eventType><eventState>inactive</eventState><eventDescription>videoloss alarm</eventDescription></EventNotificationAlert>`;

test("a loss of video that is inactive is the heartbeat, with the recorder's time", () => {
  expect(read(heartbeat)).toEqual({ is: "heartbeat", at: Date.parse("2026-11-21T12:05:10Z") });
});

test.each([
  [
    "a loss on a channel",
    alert("videoloss", "active", "<channelID>3</channelID>"),
    { is: "video-lost", channel: 3 },
  ],
  [
    "a loss on a dynamic channel",
    alert("VideoLoss", "active", "<dynChannelID>33</dynChannelID>"),
    { is: "video-lost", channel: 33 },
  ],
  ["a loss of who knows what", alert("videoloss", "active"), { is: "video-lost" }],
  ["motion", alert("VMD", "active", "<channelID>3</channelID>"), { is: "other", channel: 3 }],
  ["a loss without a state", alert("videoloss", ""), { is: "other" }],
  [
    "a prefix before every name",
    "<EventNotificationAlert><h:eventType>videoloss</h:eventType><h:eventState>inactive</h:eventState></EventNotificationAlert>",
    { is: "heartbeat" },
  ],
])("%s is told apart", (_, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test.each(["2024-01-22T11:47:0500:00", "2024-01-22 11:47:05", "", "yesterday", "2024-13-22T11:47:05Z"])(
  'the time "%s" is none',
  text => {
    expect(read(alert("videoloss", "inactive", `<dateTime>${text}</dateTime>`))).toEqual({ is: "heartbeat" });
  },
);

test("alerts are found between pictures and dividers, wherever the stream is cut, and a cut one is given up", () => {
  const stream = `--boundary\r\n\r\n${heartbeat}\r\n--boundary\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8<Event\r\n${heartbeat.slice(0, 90)}${heartbeat}`;
  for (let cut = 0; cut <= stream.length; cut++) {
    const first = alertsIn(stream.slice(0, cut));
    const second = alertsIn(first.rest + stream.slice(cut));
    expect([...first.alerts, ...second.alerts]).toEqual([heartbeat, heartbeat]);
  }
});

test("an alert that does not end is given up", () => {
  expect(alertsIn(`<EventNotificationAlert>${"x".repeat(100_000)}`)).toEqual({ alerts: [], rest: "" });
});

test("the signature is that of the standard's own example", () => {
  const challenge =
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
  const asked = {
    method: "GET",
    path: "/dir/index.html",
    username: "Mufasa",
    password: "Circle of Life",
  } as const;
  const random = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
  expect(digest(challenge, asked, random)).toContain('response="8ca523f5e9506fed4657c9700eebdbec"');
  expect(digest(challenge.replace("MD5", "SHA-256"), asked, random)).toContain(
    'response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"',
  );
  expect(digest('Basic realm="x"', asked, random)).toBeNull();
});

test("20,000 damaged alerts are read without failing, and a damaged loss is never a heartbeat", () => {
  const random = randomOf(27);
  const below = (n: number) => Math.floor(random() * n);
  const loss = alert(
    "videoloss",
    "active",
    "<channelID>3</channelID><dateTime>2026-11-21T20:05:10+08:00</dateTime>",
  );
  const seen = new Set<string>();
  for (let round = 0; round < 20_000; round++) {
    const bytes = Buffer.from(loss, "latin1");
    for (let changes = 1 + below(4); changes > 0; changes--) bytes[below(bytes.length)] = below(256);
    for (const found of alertsIn(bytes.toString("latin1")).alerts) seen.add(read(found).is);
  }
  expect([...seen].sort()).toEqual(["other", "video-lost"]);
});
