export default function (config) {
  config.addPassthroughCopy("content/img");
  config.addPassthroughCopy("content/blog/**/*.gif");
  return { dir: { input: "content", includes: "../_includes", output: "_site" } };
}
