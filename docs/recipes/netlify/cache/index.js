// netlify/cache/index.js: keeps the program, and what a build remembers to be quick, from one build to the next.
const KEPT = [".netlify/promulgate", ".promulgate"];

export const onPreBuild = async ({ utils }) => {
  await utils.cache.restore(KEPT);
};

// Also where a text has an error: the program was built all the same.
export const onEnd = async ({ utils }) => {
  await utils.cache.save(KEPT);
};
