import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { problem } from "../wire/common.ts";
import { LARGEST_PHOTO_BYTES, photoKept, photoName } from "../wire/photo.ts";
import type { Http } from "./http.ts";

export type PhotoKept =
  | { readonly is: "kept"; readonly name: string }
  /** It is no picture, or the hall keeps none. */
  | { readonly is: "refused"; readonly why: string }
  | { readonly is: "full"; readonly why: string };

export type PhotoShown = { readonly picture: Buffer; readonly type: string };

/** What the web side asks about pictures. */
export type PhotoApi = {
  /** Resolves when the picture is durable, or with why it is not kept. */
  keepPhoto(picture: Buffer): Promise<PhotoKept>;
  /** Null: there is no such picture, or the hall keeps none. */
  photo(name: string): Promise<PhotoShown | null>;
};

const tags = ["photos"];

/** Pictures beside notes and confirmations. Bodies that are pictures are only understood here. */
export const photoRoutes = async (scope: FastifyInstance, http: Http, api: PhotoApi): Promise<void> => {
  const options = { parseAs: "buffer", bodyLimit: LARGEST_PHOTO_BYTES } as const;
  scope.addContentTypeParser(["image/jpeg", "image/png", "image/webp"], options, (_request, body, done) =>
    done(null, body),
  );
  http.post(
    "/api/photos",
    {
      bodyLimit: LARGEST_PHOTO_BYTES,
      config: { rateLimit: { max: 20, timeWindow: "1 minute" } },
      schema: {
        summary: "Keep a picture (JPEG, PNG or WebP, at most 2 MB) for a note or a confirmation",
        tags,
        consumes: ["image/jpeg", "image/png", "image/webp"],
        response: { 200: photoKept, 409: problem, 415: problem, 507: problem },
      },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body))
        return reply.code(415).send({ error: "NO_PICTURE", message: "send the picture itself as the body" });
      const kept = await api.keepPhoto(request.body);
      switch (kept.is) {
        case "kept":
          return { name: kept.name };
        case "refused":
          return reply.code(409).send({ error: "REFUSED", message: kept.why });
        case "full":
          return reply.code(507).send({ error: "DISK_FULL", message: kept.why });
      }
    },
  );
  http.get(
    "/api/photos/:name",
    {
      schema: {
        summary: "A picture",
        tags,
        params: z.object({ name: photoName }),
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const shown = await api.photo(name);
      if (shown === null)
        return reply.code(404).send({ error: "NO_PHOTO", message: `there is no picture ${name}` });
      return reply
        .type(shown.type)
        .header("content-security-policy", "sandbox; default-src 'none'")
        .header("cache-control", "private, max-age=31536000, immutable")
        .header("content-disposition", "inline")
        .send(shown.picture);
    },
  );
};
