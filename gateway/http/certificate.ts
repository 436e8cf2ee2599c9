import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  certificate,
  certificateList,
  certificateQuery,
  fileQuery,
  verified,
  verifyQuery,
  type WireCertificate,
  type WireCertificateList,
  type WireVerified,
} from "../wire/certificate.ts";
import { problem } from "../wire/common.ts";
import type { Http } from "./http.ts";

/** What the web side asks about certificates. */
export type CertificateApi = {
  /** Business days, both included. */
  certificates(query: {
    readonly kind: "closing" | "opening" | undefined;
    readonly from: string;
    readonly to: string;
  }): Promise<WireCertificateList>;
  certificate(id: string): Promise<WireCertificate | null>;
  /** @param hash  the first 32 hex digits or more, as a code on paper carries them */
  verifyCertificate(id: string, hash: string): Promise<WireVerified>;
};

/** Certificates as documents. */
export type CertificateFiles = {
  /** The document as it was archived when the certificate was issued; null: there is none. */
  archived(
    id: string,
    asked: { readonly form: "pdf" | "html"; readonly lang: "zh" | "en" },
  ): Promise<{ readonly bytes: Buffer; readonly type: string; readonly name: string } | null>;
  /** What a document says of itself: one of ours, or the JSON of a certificate. */
  verify(document: Buffer): Promise<WireVerified>;
};

/** Documents are archived beside the record, and a page of many photos is none of ours. */
const LARGEST_DOCUMENT_BYTES = 8_000_000;

const tags = ["certificates"];
const byId = z.object({ id: z.string() });
const noCertificate = (id: string) => ({
  error: "NO_CERTIFICATE",
  message: `there is no certificate ${id}; GET /api/certificates lists them`,
});

/** What was certified, and whether a paper says the same. */
export const certificateRoutes = (http: Http, api: CertificateApi): void => {
  http.get(
    "/api/certificates",
    {
      schema: {
        summary: "Certificates of a time, and the business days that have none",
        tags,
        querystring: certificateQuery,
        response: { 200: certificateList },
      },
    },
    ({ query: { kind, from, to } }) => api.certificates({ kind, from, to }),
  );
  http.get(
    "/api/certificates/:id",
    {
      schema: {
        summary: "One certificate, and what became of it since",
        tags,
        params: byId,
        response: { 200: certificate, 404: problem },
      },
    },
    async (request, reply) =>
      (await api.certificate(request.params.id)) ?? reply.code(404).send(noCertificate(request.params.id)),
  );
  http.get(
    "/api/certificates/:id/verify",
    {
      config: { rateLimit: { max: 120, timeWindow: "1 minute" } },
      schema: {
        summary: "Whether the code on a paper is that of the certificate",
        tags,
        params: byId,
        querystring: verifyQuery,
        response: { 200: verified },
      },
    },
    request => api.verifyCertificate(request.params.id, request.query.hash),
  );
};

/** Certificates as documents. Bodies of any type are only understood here. */
export const certificateFileRoutes = async (
  scope: FastifyInstance,
  http: Http,
  files: CertificateFiles,
): Promise<void> => {
  scope.removeAllContentTypeParsers();
  const options = { parseAs: "buffer", bodyLimit: LARGEST_DOCUMENT_BYTES } as const;
  scope.addContentTypeParser("*", options, (_request, body, done) => done(null, body));
  http.post(
    "/api/certificates/verify",
    {
      bodyLimit: LARGEST_DOCUMENT_BYTES,
      config: { rateLimit: { max: 20, timeWindow: "1 minute" } },
      schema: {
        summary: "Whether a document (PDF, HTML or JSON, as the body) is a certificate as it was issued",
        tags,
        response: { 200: verified, 400: problem },
      },
    },
    async (request, reply) =>
      Buffer.isBuffer(request.body) && request.body.length > 0
        ? files.verify(request.body)
        : reply.code(400).send({ error: "NO_DOCUMENT", message: "send the document itself as the body" }),
  );
  http.get(
    "/api/certificates/:id/file",
    {
      schema: {
        summary: "The certificate as it was archived when it was issued",
        tags,
        params: byId,
        querystring: fileQuery,
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const file = await files.archived(id, request.query);
      if (file === null) return reply.code(404).send(noCertificate(id));
      return reply
        .type(file.type)
        .header(
          "content-security-policy",
          "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        )
        .header("content-disposition", `inline; filename="${file.name}"`)
        .send(file.bytes);
    },
  );
};
