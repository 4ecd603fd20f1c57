export default {
  layout: "event.njk",
  tags: ["events"],
  permalink: (data) => `/events/${data.page.fileSlug}/`,
};
