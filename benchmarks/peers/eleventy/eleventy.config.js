// The digest built with Eleventy: Nunjucks templates, collections for topics, sources and weeks.
import { readFileSync } from "node:fs";
import { feedPlugin } from "@11ty/eleventy-plugin-rss";
import yaml from "js-yaml";
import MarkdownIt from "markdown-it";

const pageSize = 30;
const months = "January February March April May June July August September October November December".split(" ");
const markdown = new MarkdownIt();
const registry = (name) => yaml.load(readFileSync(`content/${name}.yaml`, "utf8"));

function grouped(events, idsOf) {
  const groups = new Map();
  for (const event of events) {
    for (const id of idsOf(event.data)) {
      if (!groups.has(id)) groups.set(id, []);
      groups.get(id).push(event);
    }
  }
  return groups;
}

function paged(groups, folder) {
  return [...groups].flatMap(([id, events]) => {
    const total = Math.max(1, Math.ceil(events.length / pageSize));
    return Array.from({ length: total }, (_, index) => ({
      id, total, number: index + 1, count: events.length, base: `${folder}${id}/`,
      events: events.slice(index * pageSize, (index + 1) * pageSize),
    }));
  });
}

function recap([id, events], sources) {
  const score = ({ data }) =>
    10 * data.importance + new Set(data.coverage.map((item) => sources[item.source].publisher)).size;
  const ranked = [...events].sort((one, other) => score(other) - score(one));
  const waits = events.map(({ data }) => minutes(data)).sort((one, other) => one - other);
  return {
    id, name: weekName(id), events: events.length, top: ranked.slice(0, 10),
    groups: [...grouped(ranked.slice(10), (data) => data.topics.slice(0, 1))],
    sources: new Set(events.map(({ data }) => data.source)).size,
    topics: new Set(events.flatMap(({ data }) => data.topics)).size,
    minutes: waits[Math.floor(waits.length / 2)],
  };
}

// Gives each event the five with the most keywords in common, newest first among equals.
function relate(events) {
  const sharing = grouped(events, (data) => data.keywords);
  const position = new Map(events.map((event, index) => [event, index]));
  return new Map(events.map((event) => {
    const common = new Map();
    for (const keyword of event.data.keywords)
      for (const other of sharing.get(keyword)) common.set(other, (common.get(other) ?? 0) + 1);
    common.delete(event);
    const best = [...common].sort(([a, m], [b, n]) => n - m || position.get(a) - position.get(b));
    return [event.inputPath, best.slice(0, 5).map(([other]) => other)];
  }));
}

const minutes = (data) => Math.floor((data.collected - data.published) / 60000);
const weekName = (id) => `Week ${id.slice(6)}, ${id.slice(0, 4)}`;
const isoDay = (date) => (date instanceof Date ? date.toISOString().slice(0, 10) : date);

export default function (config) {
  const sources = registry("sources");
  config.addGlobalData("sources", sources);
  config.addGlobalData("registry", registry("topics"));
  config.addPlugin(feedPlugin, {
    type: "atom", outputPath: "/feed.xml", collection: { name: "events", limit: 50 },
    metadata: { title: "The Reference Week", language: "en", base: "https://digest.example.org/",
      subtitle: "Made-up news to measure with", author: { name: "The editors" } },
  });
  config.setLibrary("md", markdown);
  config.addPassthroughCopy("assets");

  const newestFirst = (api) => api.getFilteredByTag("events").slice().reverse();
  config.addCollection("newest", newestFirst);
  config.addCollection("related", (api) => [relate(newestFirst(api))]);
  config.addCollection("home", (api) => paged(new Map([["", newestFirst(api)]]), "").map(
    (page) => ({ ...page, base: "/" })));
  config.addCollection("topicPages", (api) => paged(grouped(newestFirst(api), (data) => data.topics), "/topics/"));
  config.addCollection("sourcePages", (api) => paged(grouped(newestFirst(api), (data) => [data.source]), "/sources/"));
  config.addCollection("weeks", (api) =>
    [...grouped(newestFirst(api), (data) => [data.week])].map((week) => recap(week, sources)));

  config.addFilter("inline", (text) => markdown.renderInline(text));
  config.addFilter("minutes", minutes);
  config.addFilter("latency", (count) => (count < 60 ? `${count}m` : `${Math.floor(count / 60)}h ${count % 60}m`));
  config.addFilter("weekName", weekName);
  config.addFilter("isoDay", isoDay);
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("day", (date) => `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`);
  config.addFilter("relatedTo", (related, path) => related[0].get(path));

  return { dir: { input: ".", includes: "_includes", output: "_site" }, markdownTemplateEngine: false };
}
