"""The engine: the stages in their order, who does the work, and what is remembered between builds."""
