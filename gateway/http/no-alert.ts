/** What to say of an alert that nobody knows. */
export const noAlert = (id: string) => ({
  error: "NO_ALERT",
  message: `there is no alert ${id}; GET /api/alerts?state=all lists them`,
});
