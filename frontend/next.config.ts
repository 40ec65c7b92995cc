import type { NextConfig } from "next";
import { PHASE_DEVELOPMENT_SERVER } from "next/constants";

// A static export; in development the interface is the edge's, streams included.
const edge = process.env.EDGE_URL ?? "http://127.0.0.1:9000";
const interfacePaths = ["/api/:path*", "/ws/:path*", "/docs/:path*", "/halt/", "/health"];

export default function config(phase: string): NextConfig {
  const shared: NextConfig = {
    trailingSlash: true,
    reactStrictMode: true,
    devIndicators: false,
    images: { unoptimized: true },
    // The same sources give the same bytes.
    generateBuildId: () => process.env.BUILD_ID ?? "troupe",
  };
  if (phase !== PHASE_DEVELOPMENT_SERVER) return { ...shared, output: "export" };
  return {
    ...shared,
    skipTrailingSlashRedirect: true,
    rewrites: () =>
      Promise.resolve(interfacePaths.map((source) => ({ source, destination: edge + source }))),
  };
}
