# The gateway and the simulated devices: one image, two commands. TypeScript runs as it stands; only the console is built.
FROM node:24-slim AS console
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
COPY . .
RUN npm run console

FROM node:24-slim
ENV NODE_ENV=production HALLWATCH_DATA=/var/lib/hallwatch HALLWATCH_HTTP=0.0.0.0:8080
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Optional packages are the runtime for machines with an older Node, and native parts of the console's build.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force
COPY rules rules
COPY gateway gateway
COPY simulators simulators
COPY --from=console /app/dashboards/console/dist dashboards/console/dist
RUN install -d -o node -g node /var/lib/hallwatch
VOLUME /var/lib/hallwatch
USER node
EXPOSE 8080 1883
CMD ["node", "gateway/cli/hallwatch.js", "start", "--config", "/etc/hallwatch/site.yaml"]
