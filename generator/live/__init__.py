"""The live preview: a server for one editor that rebuilds what changes and reloads the pages that show it.

The way of a change: ``watcher`` sees a file change, ``builder`` has the session build, ``gate`` holds
requests back while the new files are put in place, and ``channel`` tells the open pages.

The way of a request: ``guard`` refuses foreign hosts and paths that lead astray, ``site`` waits for the
gate and opens the file, ``response`` sends it; to pages ``script`` adds the preview's own script, and
``assets`` the versions of what they load.

The desk is behind ``door``, which lets in who may take steps; ``desk`` shows the inbox and takes them.
"""

from generator.live.listen import ServeOptions
from generator.live.preview import PreviewSession
from generator.live.server import serve

__all__ = ["PreviewSession", "ServeOptions", "serve"]
