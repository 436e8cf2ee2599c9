import { z } from "zod";

/** Largest picture that is taken, in bytes. */
export const LARGEST_PHOTO_BYTES = 2 * 1024 * 1024;

/** Hex SHA-256 of the picture: its name in notes and confirmations, and under `GET /api/photos/<name>`. */
export const photoName = z.string().regex(/^[0-9a-f]{64}$/);
export const photoKept = z.object({ name: photoName });
