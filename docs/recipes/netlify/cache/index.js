// netlify/cache/index.js: keeps the program from one build to the next.
const KEPT = [".netlify/promulgate"];

export const onPreBuild = async ({ utils }) => {
  await utils.cache.restore(KEPT);
};

// Also where a text has an error: the program was built all the same.
export const onEnd = async ({ utils }) => {
  await utils.cache.save(KEPT);
};
