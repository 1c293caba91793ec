# The sample shop with its cancellations. DATABASE_URL=postgres://… for PostgreSQL; else a file in /data.
FROM node:22-bookworm-slim AS build
WORKDIR /app
ENV PUPPETEER_SKIP_DOWNLOAD=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev \
  && npm install --no-audit --no-fund --no-save \
    hono@4.13.19 @hono/node-server@2.1.9 kysely@0.28.19 libsql@0.5.29 pg@8.23.1 graphile-worker@0.17.3 pino@10.4.0 prom-client@15.1.3

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/bin ./bin
COPY --from=build /app/dist ./dist
RUN mkdir /data && chown node:node /data
WORKDIR /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:8080/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "/app/bin/order-cancel-elements.mjs", "serve"]
