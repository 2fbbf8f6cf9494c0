/** What `/desk/assets/vendor/uplot.js` is, for the check of the pages' scripts. */
import uPlot from 'uplot';

export default uPlot;
